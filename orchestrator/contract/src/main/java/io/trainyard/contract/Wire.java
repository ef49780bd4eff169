package io.trainyard.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * The one JSON dialect of Trainyard: ISO-8601 times, absent instead of null, unknown properties of
 * newer peers ignored.
 */
public final class Wire {
    /** Nesting that no honest message reaches; a deeper one is refused while it is read. */
    private static final int MAXIMUM_DEPTH = 64;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new Jdk8Module())
                    .addModule(new JavaTimeModule())
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private Wire() {}

    /** The shared, thread-safe mapper. Callers must not reconfigure it. */
    public static ObjectMapper json() {
        return MAPPER;
    }

    /**
     * Limits and strictness for text that a user wrote: bounded nesting, a key at most once in an
     * object.
     */
    public static <F extends JsonFactory> F strict(F factory) {
        factory.setStreamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAXIMUM_DEPTH).build());
        factory.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
        return factory;
    }
}
