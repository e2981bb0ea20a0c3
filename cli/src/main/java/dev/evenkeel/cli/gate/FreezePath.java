// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApi;
import tools.jackson.databind.JsonNode;

/// Where the freeze calendar is, and how windows are put into it.
final class FreezePath {
    static final String FREEZES = "/api/v1/freezes";

    private FreezePath() {}

    /// Puts windows in force.
    ///
    /// @param alone whether all others are taken away
    /// @return the calendar then
    static JsonNode put(ServerApi api, JsonNode windows, boolean alone, String reason) throws InterruptedException {
        String path = FREEZES + "?reason=" + ServerApi.segment(reason);
        return (alone ? api.put(path, windows.toString(), null) : api.patch(path, windows.toString())).body();
    }
}
