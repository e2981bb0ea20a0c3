// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerUnreachableException;
import dev.evenkeel.files.freeze.FreezeCalendarCodec;
import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A client of the freeze calendar's API. A response is a calendar as in files.
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

    /// Reads the windows of a response.
    ///
    /// @throws ServerUnreachableException when the response is not a calendar of this version
    static List<FreezeWindowDefinition> decode(JsonNode response) {
        var errors = new ValidationErrors();
        List<FreezeWindowDefinition> windows = FreezeCalendarCodec.decodeCalendar(response, errors);
        if (!errors.toList().isEmpty()) {
            throw new ServerUnreachableException(
                    "Cannot read the freeze windows of the server: " + errors.toList()
                            + ". Use the command line of the server's version.",
                    null);
        }
        return windows;
    }
}
