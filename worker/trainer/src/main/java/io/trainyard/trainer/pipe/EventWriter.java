package io.trainyard.trainer.pipe;

import io.trainyard.contract.Wire;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.trainer.train.EventSink;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes each event as one line of JSON, at once. */
final class EventWriter implements EventSink {
    private final OutputStream output;

    EventWriter(OutputStream output) {
        this.output = output;
    }

    /**
     * Writes an event.
     *
     * @throws UncheckedIOException where nobody reads any more
     */
    @Override
    public synchronized void emit(RunEvent event) {
        try {
            byte[] json = Wire.json().writeValueAsBytes(event);
            output.write(json);
            output.write('\n');
            output.flush();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
