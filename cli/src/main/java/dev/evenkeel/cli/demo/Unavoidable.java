// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.demo;

import tools.jackson.databind.JsonNode;

final class Unavoidable {
    private Unavoidable() {}

    static String describe(JsonNode rollout) {
        return "";
    }
}
