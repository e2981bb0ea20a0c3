// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flag;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A flag that an edit makes evaluate differently.
///
/// @param former how its author wrote it before; missing when it is new
/// @param next how it is written from now on; missing when it goes
public record EditedFlag(String key, JsonNode former, JsonNode next) {
    private static final String STATE = "state";
    private static final String OFF = "DISABLED";

    /// Whether nothing happens but that the flag is switched off.
    public boolean isKill() {
        return isOff() && withoutState(former).equals(withoutState(next));
    }

    /// Whether the flag is off afterwards.
    public boolean isOff() {
        return next.path(STATE).asString("").equals(OFF);
    }

    /// Whether the flag is switched on.
    public boolean isSwitchedOn() {
        return former.path(STATE).asString("").equals(OFF) && !isOff();
    }

    private static JsonNode withoutState(JsonNode flag) {
        return flag instanceof ObjectNode object ? object.deepCopy().without(STATE) : flag;
    }
}
