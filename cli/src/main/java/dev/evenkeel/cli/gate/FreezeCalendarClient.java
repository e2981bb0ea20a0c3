// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import tools.jackson.databind.JsonNode;

/// Where the freeze calendar is, and how windows are put into it.
final class FreezeCalendarClient {
    static final String FREEZES = "/api/v1/freezes";

    private FreezeCalendarClient() {}

    /// Puts windows in force.
    ///
    /// @param alone whether all others are taken away
    /// @return the calendar then
    static JsonNode put(ServerApiClient api, JsonNode windows, boolean alone, String reason)
            throws InterruptedException {
        String path = FREEZES + "?reason=" + ServerApiClient.segment(reason);
        return (alone ? api.put(path, windows.toString(), null) : api.patch(path, windows.toString())).body();
    }
}
