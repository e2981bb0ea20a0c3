// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import tools.jackson.databind.JsonNode;

/// A client of the freeze calendar's API.
final class FreezeCalendarClient {
    static final String FREEZES = "/api/v1/freeze-windows";

    private FreezeCalendarClient() {}

    /// Stores freeze windows.
    ///
    /// @param alone whether to delete all other windows
    /// @return the resulting calendar
    static JsonNode saveWindows(ServerApiClient api, JsonNode windows, boolean alone, String reason)
            throws InterruptedException {
        String path = FREEZES + "?reason=" + ServerApiClient.urlEncode(reason);
        return (alone ? api.put(path, windows.toString(), null) : api.patch(path, windows.toString())).body();
    }
}
