// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.engine.stale.FlagType;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;

/// Model of the form for a new flag.
///
/// @param environments names of all environments
/// @param environment environment in which the flag is created
/// @param canCreate whether the caller is an author of any service
record NewFlagPageModel(List<String> environments, String environment, boolean canCreate) {
    /// An option of a selection field.
    record Choice(String value, String label) {}

    /// Returns the value types.
    List<Choice> listTypes() {
        return List.of(NewFlagForm.Type.values()).stream()
                .map(type -> new Choice(type.formValue(), type.formValue() + ": " + type.label()))
                .toList();
    }

    /// Returns the purposes of flags.
    List<Choice> listPurposes() {
        return List.of(FlagType.values()).stream()
                .map(type -> new Choice(
                        type.wireName(),
                        type.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                                + type.expectedLifetime()
                                        .map(time -> ": needed for about " + time.toDays() + " days")
                                        .orElse(": stays")))
                .toList();
    }

    /// Returns the initial variants for a type as JSON: names and values.
    static String sampleVariants(String type) {
        return switch (NewFlagForm.Type.of(type)) {
            case BOOLEAN -> toPairs("on", "true", "off", "false");
            case STRING -> toPairs("new", "new", "old", "old");
            case NUMBER -> toPairs("high", "2", "low", "1");
            case OBJECT -> toPairs("new", "{\"steps\": 2}", "old", "{\"steps\": 5}");
        };
    }

    private static String toPairs(String first, String value, String second, String other) {
        ArrayNode pairs = FlagJsonMappers.EXACT.createArrayNode();
        pairs.addArray().add(first).add(value);
        pairs.addArray().add(second).add(other);
        return pairs.toString();
    }

    /// Returns the API path for flags of the environment.
    String apiPath() {
        return "/api/v1/environments/" + PageUrls.encode(environment);
    }

    /// Returns the path of the flag list of the environment.
    String listPath() {
        return "/flags?environment=" + PageUrls.encode(environment);
    }
}
