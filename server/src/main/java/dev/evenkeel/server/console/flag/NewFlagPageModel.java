// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.engine.stale.FlagType;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;

/// The form of a new flag.
///
/// @param environments names of all of them
/// @param environment in which it is made
/// @param mayMake whether the caller is an author of anything
record NewFlagPageModel(List<String> environments, String environment, boolean mayMake) {
    /// A choice of the form.
    record Choice(String value, String words) {}

    /// What values can be.
    List<Choice> types() {
        return List.of(NewFlagForm.Type.values()).stream()
                .map(type -> new Choice(type.text(), type.text() + ": " + type.words()))
                .toList();
    }

    /// What a flag can be for.
    List<Choice> purposes() {
        return List.of(FlagType.values()).stream()
                .map(type -> new Choice(
                        type.text(),
                        type.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                                + type.lifetime()
                                        .map(time -> ": needed for about " + time.toDays() + " days")
                                        .orElse(": stays")))
                .toList();
    }

    /// Variants that a type begins with, as JSON: names and values.
    static String samples(String type) {
        return switch (NewFlagForm.Type.of(type)) {
            case BOOLEAN -> pairs("on", "true", "off", "false");
            case STRING -> pairs("new", "new", "old", "old");
            case NUMBER -> pairs("high", "2", "low", "1");
            case OBJECT -> pairs("new", "{\"steps\": 2}", "old", "{\"steps\": 5}");
        };
    }

    private static String pairs(String first, String value, String second, String other) {
        ArrayNode pairs = FlagJsonMappers.EXACT.createArrayNode();
        pairs.addArray().add(first).add(value);
        pairs.addArray().add(second).add(other);
        return pairs.toString();
    }

    /// Where flags of the environment are written.
    String apiPath() {
        return "/api/v1/environments/" + PageUrls.encoded(environment);
    }

    /// Address of the list of the environment's flags.
    String listPath() {
        return "/flags?environment=" + PageUrls.encoded(environment);
    }
}
