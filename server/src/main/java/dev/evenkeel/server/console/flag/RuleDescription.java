// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.server.console.flag.RuleExpressionParser.Operation;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A flag's rule in sentences, in the order in which they are asked: the first that fits decides.
///
/// What has no sentence is shown as JSON, so that nothing is said that is not so.
///
/// @param lines at most [#MOST]
/// @param more whether there are more than are shown
/// @param open whether the rule leaves it open for somebody, so that what comes behind it decides
public record RuleDescription(List<RuleSentence> lines, boolean more, boolean open) {
    /// Most sentences of one rule.
    static final int MOST = 40;

    private static final int LONGEST = 2_000;

    public RuleDescription {
        lines = List.copyOf(lines);
    }

    /// One sentence.
    ///
    /// @param when a clause behind "if"; empty for everybody who is left
    /// @param whenJson a condition that has no clause, as JSON; empty when all has one
    /// @param then the variant that is given, or what else is; empty when it is shown otherwise
    /// @param thenJson what is given, as JSON, when it has no words; else empty
    /// @param bar how it is split; null when it is not
    public record RuleSentence(
            String when,
            String whenJson,
            String then,
            String thenJson,
            @Nullable SplitBar bar) {
        /// Whether it is about everybody who is left.
        boolean isForAll() {
            return when.isEmpty() && whenJson.isEmpty();
        }
    }

    /// @param rule a flag's targeting; a missing or an empty one says nothing
    public static RuleDescription of(JsonNode rule) {
        var reading = new RuleDescriptionBuilder();
        if (rule.isEmpty() && (rule.isObject() || rule.isMissingNode())) {
            return new RuleDescription(List.of(), false, true);
        }
        reading.read(rule, ConditionText.ALWAYS);
        return new RuleDescription(
                reading.lines.stream().limit(MOST).toList(), reading.lines.size() > MOST, reading.open);
    }

    /// Whether it says anything.
    boolean isEmpty() {
        return lines.isEmpty();
    }

    /// Whether the last rule is about everybody who is left: what stands behind is for those only for whom it
    /// gives nothing, such as a split without a targeting key.
    boolean endsForAll() {
        return !more && !lines.isEmpty() && lines.getLast().isForAll();
    }

    /// What everybody gets, as a clause, when one rule says that of all: `gets on`; empty when rules differ.
    String forAll() {
        if (lines.size() != 1 || !endsForAll()) {
            return "";
        }
        RuleSentence only = lines.getFirst();
        if (only.bar() != null) {
            return "is split: " + only.bar().words();
        }
        return only.thenJson().isEmpty() ? "gets " + only.then() : "";
    }

    /// How many rules there are, in words: `3 rules`.
    String count() {
        String number = more ? "more than " + MOST : DisplayFormatter.count(lines.size());
        return lines.size() == 1 ? "1 rule" : number + " rules";
    }

    /// JSON as it is shown: what is very long, not to its end.
    static String json(JsonNode rule) {
        String text = rule.isContainer() ? rule.toPrettyString() : rule.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /// What has to hold for a sentence to be asked at all.
    private record ConditionText(String clause, String json) {
        static final ConditionText ALWAYS = new ConditionText("", "");

        ConditionText and(JsonNode condition) {
            String words = ConditionFormatter.of(condition);
            return words.isEmpty()
                    ? new ConditionText(clause, json + (json.isEmpty() ? "" : "\n") + RuleDescription.json(condition))
                    : new ConditionText(clause + (clause.isEmpty() ? "" : ", and ") + words, json);
        }
    }

    private static final class RuleDescriptionBuilder {
        private final List<RuleSentence> lines = new ArrayList<>();
        private boolean open;

        /* Nested choices become sentences one after the other: the first that fits decides there too. */
        void read(JsonNode rule, ConditionText when) {
            Optional<Operation> choice = RuleExpressionParser.operation(rule)
                    .filter(one -> one.name().equals("if") || one.name().equals("?:"));
            if (lines.size() > MOST) {
                return;
            }
            if (choice.isEmpty()) {
                lines.add(line(rule, when));
                return;
            }
            List<JsonNode> arguments = choice.get().arguments();
            for (int i = 0; i + 1 < arguments.size(); i += 2) {
                read(arguments.get(i + 1), when.and(arguments.get(i)));
            }
            if (arguments.size() % 2 == 1 && !arguments.getLast().isNull()) {
                read(arguments.getLast(), when);
            } else if (when.equals(ConditionText.ALWAYS)) {
                open = true;
            } else {
                leaveOpen(when);
            }
        }

        private void leaveOpen(ConditionText when) {
            open = true;
            lines.add(new RuleSentence(when.clause(), when.json(), "what stands behind these rules", "", null));
        }

        private RuleSentence line(JsonNode result, ConditionText when) {
            if (result.isNull()) {
                open = true;
                return new RuleSentence(when.clause(), when.json(), "what stands behind these rules", "", null);
            }
            if (!result.isContainer()) {
                return new RuleSentence(when.clause(), when.json(), result.asString(), "", null);
            }
            open = true;
            SplitBar bar = RuleExpressionParser.operation(result)
                    .filter(one -> one.name().equals("fractional"))
                    .flatMap(one -> SplitBar.ofFractional(one.arguments()))
                    .orElse(null);
            return new RuleSentence(when.clause(), when.json(), "", bar == null ? json(result) : "", bar);
        }
    }
}
