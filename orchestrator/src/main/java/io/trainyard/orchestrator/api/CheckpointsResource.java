package io.trainyard.orchestrator.api;

import io.trainyard.orchestrator.store.StoredFiles.Piece;
import io.trainyard.orchestrator.store.StoredFiles.StoredFile;
import io.trainyard.orchestrator.view.Download;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** The files of checkpoints. */
@Path("/api/checkpoints/{id}/files/{name}")
public class CheckpointsResource {
    private final Download download;

    CheckpointsResource(Download download) {
        this.download = download;
    }

    /**
     * A file's bytes. Each piece is checked before it leaves: damage in the first is answered as a
     * problem, damage further on breaks the connection off before the announced length is reached.
     */
    @GET
    public Response file(@RestPath UUID id, @RestPath String name) {
        StoredFile file = download.find(id, name);
        List<Piece> pieces = download.pieces(file);
        byte[] first = download.read(pieces.getFirst());
        StreamingOutput body =
                out -> {
                    out.write(first);
                    for (Piece piece : pieces.subList(1, pieces.size())) {
                        out.write(download.read(piece));
                    }
                };
        return Response.ok(body, MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_LENGTH, file.bytes())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s\"".formatted(file.name()))
                .header(HttpHeaders.ETAG, "\"%s\"".formatted(file.sha256()))
                .build();
    }
}
