// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An attribute of LaunchDarkly's contexts, as rules read it.
///
/// The key of kind `user` is the targeting key, and its other attributes keep their names; those of another
/// kind are in an attribute with the kind's name.
///
/// @param value value in rules
/// @param presence rule that is not null when the context has the attribute
/// @param problem why rules cannot read it; null when they can
record LaunchDarklyAttribute(
        JsonNode value, JsonNode presence, @Nullable String problem) {
    private static final String USER = "user";
    private static final String KEY = "targetingKey";

    static boolean isUser(String kind) {
        return kind.isEmpty() || kind.equals(USER);
    }

    /// Returns the key of a context kind.
    static JsonNode keyOf(String kind) {
        return isUser(kind) ? JsonLogicBuilder.var(KEY) : JsonLogicBuilder.var(kind + ".key");
    }

    /// Whether rules can read contexts of a kind: its name must be one attribute.
    static boolean isReadable(String kind) {
        return isUser(kind)
                || (kind.matches("[A-Za-z0-9_-]+")
                        && !List.of("kind", "multi", KEY).contains(kind));
    }

    /// Parses a reference: <https://launchdarkly.com/docs/sdk/concepts/flag-evaluation-rules>.
    ///
    /// @param kind kind of context; empty in data of old SDKs, where the reference is always a plain name
    /// @param reference a name, or a path like `/address/street`
    static LaunchDarklyAttribute of(String kind, String reference) {
        if (!isReadable(kind)) {
            return unreadable("contexts of kind \"" + kind + "\" are not supported");
        }
        boolean isPath = !kind.isEmpty() && reference.startsWith("/");
        List<String> steps = isPath ? parseSteps(reference) : List.of(reference);
        if (steps.stream().anyMatch(step -> step.isEmpty() || step.contains("\0"))) {
            return unreadable(
                    "\"" + reference + "\" is not a valid attribute reference; LaunchDarkly SDKs reject the flag");
        }
        String problem = findProblem(steps, isUser(kind));
        if (problem != null) {
            return unreadable(problem);
        }
        if (steps.equals(List.of("key"))) {
            return new LaunchDarklyAttribute(keyOf(kind), keyOf(kind), null);
        }
        String path = (isUser(kind) ? "" : kind + ".") + String.join(".", steps);
        return steps.equals(List.of("anonymous"))
                ? new LaunchDarklyAttribute(JsonLogicBuilder.var(path, JsonLogicBuilder.FALSE), keyOf(kind), null)
                : new LaunchDarklyAttribute(JsonLogicBuilder.var(path), JsonLogicBuilder.var(path), null);
    }

    private static @Nullable String findProblem(List<String> steps, boolean user) {
        String first = steps.getFirst();
        if (first.equals("kind")) {
            return "tests of the context kind are not supported";
        }
        if (user && (first.equals(KEY) || first.startsWith("$flagd"))) {
            return "\"" + first + "\" has another meaning in rules; rename the attribute in LaunchDarkly";
        }
        if (steps.stream().anyMatch(step -> step.contains("."))) {
            return "a dot selects a nested attribute in rules, so attribute names with a dot are not supported";
        }
        if (steps.stream().skip(1).anyMatch(step -> step.matches("[0-9]+"))) {
            return "a number in a path selects an array element in Evenkeel, but not in LaunchDarkly";
        }
        boolean insideOfText =
                steps.size() > 1 && List.of("key", "name", "anonymous").contains(first);
        return insideOfText ? "the attribute \"" + first + "\" has no nested attributes" : null;
    }

    /// The steps of a path, with `~1` decoded as a slash and `~0` as a tilde; a malformed step contains NUL.
    private static List<String> parseSteps(String path) {
        List<String> steps = new ArrayList<>();
        for (String step : path.substring(1).split("/", -1)) {
            boolean malformed = step.replace("~0", "").replace("~1", "").contains("~");
            steps.add(malformed ? "\0" : step.replace("~1", "/").replace("~0", "~"));
        }
        return steps;
    }

    private static LaunchDarklyAttribute unreadable(String problem) {
        return new LaunchDarklyAttribute(JsonLogicBuilder.NULL, JsonLogicBuilder.NULL, problem);
    }
}
