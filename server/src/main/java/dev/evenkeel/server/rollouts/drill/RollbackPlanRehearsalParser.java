// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.CandidateRehearsalSettings;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.server.foundation.config.OutboundServerUrlParser;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parser of the synthetic keys and the rehearsal URL of a plan.
final class RollbackPlanRehearsalParser {
    private static final int MOST = 100;
    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_ADDRESS = 2_000;

    private RollbackPlanRehearsalParser() {}

    /// Parses the properties and adds all validation errors.
    static CandidateRehearsalSettings parse(JsonObjectReader plan) {
        List<String> keys = plan.texts("syntheticKeys", List.of());
        if (keys.size() > MOST || Set.copyOf(keys).size() < keys.size()) {
            plan.errors()
                    .add(
                            plan.pointerTo("syntheticKeys"),
                            "must be at most " + MOST + " distinct keys",
                            "use targeting keys of no real user");
        }
        for (int i = 0; i < keys.size(); i++) {
            validateKey(plan, plan.pointerTo("syntheticKeys") + "/" + i, keys.get(i));
        }
        URI address = parseAddress(plan);
        if (address != null && keys.isEmpty()) {
            plan.errors()
                    .add(
                            plan.pointerTo("syntheticKeys"),
                            "is missing: a rehearsal needs synthetic keys",
                            "add targeting keys of no real user, or remove rehearsal");
            return CandidateRehearsalSettings.NONE;
        }
        return new CandidateRehearsalSettings(keys, address);
    }

    private static void validateKey(JsonObjectReader plan, String pointer, String key) {
        if (key.isBlank() || key.length() > LONGEST_KEY || key.indexOf('\0') >= 0) {
            plan.errors()
                    .add(
                            pointer,
                            "must be 1 to " + LONGEST_KEY + " characters, not blank and without NUL characters",
                            "use a targeting key of no real user");
        }
    }

    private static @Nullable URI parseAddress(JsonObjectReader plan) {
        String text = plan.text("rehearsal", "");
        if (plan.find("rehearsal") == null) {
            return null;
        }
        URI address = text.length() > LONGEST_ADDRESS
                ? null
                : OutboundServerUrlParser.parse(text).orElse(null);
        if (address == null) {
            plan.errors()
                    .add(
                            plan.pointerTo("rehearsal"),
                            "must be an http or https URL of at most " + LONGEST_ADDRESS
                                    + " characters, without user, password, query and fragment",
                            "use a URL such as http://payments.example:8090/drills/rehearsal");
        }
        return address;
    }
}
