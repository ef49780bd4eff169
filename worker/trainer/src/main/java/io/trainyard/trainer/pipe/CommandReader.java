package io.trainyard.trainer.pipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trainyard.contract.Wire;
import io.trainyard.contract.message.TrainerCommand;
import io.trainyard.contract.message.TrainerCommand.Start;
import io.trainyard.trainer.train.StopSignal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Hears commands while an attempt runs. */
final class CommandReader implements Runnable {
    private static final Logger LOG = System.getLogger(CommandReader.class.getName());

    private final BufferedReader lines;
    private final InstantSource clock;
    private final Runnable exit;
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private @Nullable StopSignal newest;

    /**
     * A reader.
     *
     * @param exit ends the process at once; called when the pipe closes or the agent says so
     */
    CommandReader(InputStream input, InstantSource clock, Runnable exit) {
        this.lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        this.clock = clock;
        this.exit = exit;
    }

    /** An attempt to run, and the signal by which a later command ends it. */
    record Order(Start start, StopSignal stop) {}

    /** Waits for the next attempt. */
    Order next() throws InterruptedException {
        return orders.take();
    }

    /** Reads until the pipe closes. */
    @Override
    public void run() {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                accept(line);
            }
        } catch (IOException closed) {
            LOG.log(Level.DEBUG, "the command pipe broke", closed);
        } finally {
            exit.run();
        }
    }

    private void accept(String line) {
        if (line.isBlank()) {
            return;
        }
        try {
            switch (Wire.json().readValue(line, TrainerCommand.class)) {
                case Start start -> {
                    newest = new StopSignal(clock);
                    orders.add(new Order(start, newest));
                }
                case TrainerCommand.Cancel() -> {
                    if (newest != null) {
                        newest.cancel();
                    }
                }
                case TrainerCommand.Suspend() -> {
                    if (newest != null) {
                        newest.suspend();
                    }
                }
                case TrainerCommand.Exit() -> exit.run();
            }
        } catch (JsonProcessingException unreadable) {
            LOG.log(Level.ERROR, "a command cannot be read: " + line, unreadable);
        }
    }
}
