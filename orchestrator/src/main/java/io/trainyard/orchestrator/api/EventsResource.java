package io.trainyard.orchestrator.api;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trainyard.orchestrator.store.Ledger.Line;
import io.trainyard.orchestrator.view.stream.EventStream;
import io.trainyard.orchestrator.view.stream.EventStreams;
import io.trainyard.orchestrator.view.stream.StreamJson;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The stream of everything that happens, one connection for any number of runs. */
@Path("/api/events")
public class EventsResource {
    private final EventStreams streams;

    /** A stream mostly waits, which costs a virtual thread nothing. */
    private final Executor waiting = Executors.newVirtualThreadPerTaskExecutor();

    EventsResource(EventStreams streams) {
        this.streams = streams;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> events(
            @QueryParam("run") Set<UUID> runs,
            @QueryParam("after") @Nullable String after,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @Context Sse sse) {
        EventStream stream = streams.open(runs, position(after, lastEventId));
        Multi<OutboundSseEvent> opening =
                Multi.createFrom().item(() -> comment(sse, "stream open"));
        Multi<OutboundSseEvent> items =
                Multi.createBy()
                        .repeating()
                        .uni(() ->
                                Uni.createFrom()
                                        .item(() -> next(stream))
                                        .runSubscriptionOn(waiting))
                        .whilst(_ -> stream.isOpen())
                        .onItem()
                        .transformToIterable(lines -> events(lines, sse));
        return Multi.createBy()
                .concatenating()
                .streams(opening, items)
                .onTermination()
                .invoke(stream::close);
    }

    /** A browser that reconnects sends the header, which is newer than its address. */
    private static OptionalLong position(@Nullable String after, @Nullable String lastEventId) {
        if (lastEventId != null && !lastEventId.isBlank()) {
            return OptionalLong.of(
                    Parameters.number("Last-Event-ID", lastEventId.strip(), 0, Long.MAX_VALUE));
        }
        return after == null
                ? OptionalLong.empty()
                : OptionalLong.of(Parameters.number("after", after, 0, Long.MAX_VALUE));
    }

    private static List<Line> next(EventStream stream) {
        try {
            return stream.next();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    private static List<OutboundSseEvent> events(List<Line> lines, Sse sse) {
        return lines.isEmpty()
                ? List.of(comment(sse, "keep-alive"))
                : lines.stream().map(line -> event(line, sse)).toList();
    }

    private static OutboundSseEvent event(Line line, Sse sse) {
        return sse.newEventBuilder()
                .id(Long.toString(line.id()))
                .name(StreamJson.name(line))
                .data(String.class, StreamJson.data(line))
                .build();
    }

    private static OutboundSseEvent comment(Sse sse, String text) {
        return sse.newEventBuilder().comment(text).build();
    }
}
