package io.trainyard.client.cli;

import io.trainyard.client.TrainyardClient;

/** The line that says where to look on. */
final class DashboardLine {
    private DashboardLine() {}

    static String of(TrainyardClient client) {
        return client.dashboard()
                .map(address -> "dashboard: " + address)
                .orElse(
                        "dashboard: none, this server was built without it (README, Prerequisites)");
    }
}
