package io.trainyard.client.local;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports on 127.0.0.1. */
final class LoopbackPort {
    private LoopbackPort() {}

    /**
     * The port, found free; any free one for 0.
     *
     * @throws LocalServerException where somebody has it
     */
    static int free(int wanted) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(
                    new InetSocketAddress(
                            InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), wanted));
            return socket.getLocalPort();
        } catch (BindException taken) {
            throw new LocalServerException(
                    "port %d is in use: choose another with --port".formatted(wanted), taken);
        }
    }
}
