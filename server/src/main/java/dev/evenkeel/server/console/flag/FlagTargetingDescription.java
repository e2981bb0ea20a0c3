// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.server.console.flag.RuleJsonOperandReader.OperatorExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A flag's rule in sentences, in evaluation order: the first that matches decides.
///
/// Parts without an exact wording are shown as JSON, so that a sentence is never wrong.
///
/// @param sentences at most [#MAX_SENTENCES]
/// @param hasMore whether there are further sentences
/// @param fallsThrough whether the rule gives no variant for some users, so that the next stage of the
///     evaluation decides
public record FlagTargetingDescription(List<RuleSentence> sentences, boolean hasMore, boolean fallsThrough) {
    /// Maximum number of sentences of a rule.
    static final int MAX_SENTENCES = 40;

    private static final int LONGEST = 2_000;

    public FlagTargetingDescription {
        sentences = List.copyOf(sentences);
    }

    /// A sentence.
    ///
    /// @param condition clause after "if"; empty for all remaining users
    /// @param conditionJson conditions without an exact clause, as JSON; empty for none
    /// @param result the variant served, or another result; empty if it is shown in another form
    /// @param resultJson result as JSON, if it has no wording; empty otherwise
    /// @param splitBar split of the result; null for none
    public record RuleSentence(
            String condition,
            String conditionJson,
            String result,
            String resultJson,
            @Nullable SplitBar splitBar) {
        /// Whether it applies to all remaining users.
        boolean isCatchAll() {
            return condition.isEmpty() && conditionJson.isEmpty();
        }
    }

    /// Describes a rule.
    ///
    /// @param rule targeting of a flag; a missing or an empty one has no sentences
    public static FlagTargetingDescription of(JsonNode rule) {
        var ruleDescriptionBuilder = new FlagTargetingDescriptionBuilder();
        if (rule.isEmpty() && (rule.isObject() || rule.isMissingNode())) {
            return new FlagTargetingDescription(List.of(), false, true);
        }
        ruleDescriptionBuilder.append(rule, ConditionText.ALWAYS);
        return new FlagTargetingDescription(
                ruleDescriptionBuilder.lines.stream().limit(MAX_SENTENCES).toList(),
                ruleDescriptionBuilder.lines.size() > MAX_SENTENCES,
                ruleDescriptionBuilder.open);
    }

    boolean isEmpty() {
        return sentences.isEmpty();
    }

    /// Whether the last sentence applies to all remaining users: later stages then serve only users for whom it
    /// gives no variant, such as a split without a targeting key.
    boolean endsWithCatchAll() {
        return !hasMore && !sentences.isEmpty() && sentences.getLast().isCatchAll();
    }

    /// Returns what all users get, as a clause, if a single sentence covers them: `gets on`; empty if sentences
    /// differ.
    String describeForAll() {
        if (sentences.size() != 1 || !endsWithCatchAll()) {
            return "";
        }
        RuleSentence only = sentences.getFirst();
        if (only.splitBar() != null) {
            return "is split: " + only.splitBar().description();
        }
        return only.resultJson().isEmpty() ? "gets " + only.result() : "";
    }

    /// Returns the number of rules as text: `3 rules`.
    String formatRuleCount() {
        String number = hasMore ? "more than " + MAX_SENTENCES : QuantityFormatter.formatCount(sentences.size());
        return sentences.size() == 1 ? "1 rule" : number + " rules";
    }

    /// Returns JSON for display; truncates very long text.
    static String formatJson(JsonNode rule) {
        String text = rule.isContainer() ? rule.toPrettyString() : rule.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /// Conditions under which a sentence is evaluated.
    private record ConditionText(String clause, String json) {
        static final ConditionText ALWAYS = new ConditionText("", "");

        ConditionText and(JsonNode condition) {
            String words = ConditionFormatter.format(condition);
            return words.isEmpty()
                    ? new ConditionText(
                            clause,
                            json + (json.isEmpty() ? "" : "\n") + FlagTargetingDescription.formatJson(condition))
                    : new ConditionText(clause + (clause.isEmpty() ? "" : ", and ") + words, json);
        }
    }

    private static final class FlagTargetingDescriptionBuilder {
        private final List<RuleSentence> lines = new ArrayList<>();
        private boolean open;

        /*
         * Nested conditions are flattened to a sequence of sentences with the same meaning: the first match
         * decides.
         */
        void append(JsonNode rule, ConditionText when) {
            Optional<OperatorExpression> choice = RuleJsonOperandReader.parseOperation(rule)
                    .filter(one -> one.name().equals("if") || one.name().equals("?:"));
            if (lines.size() > MAX_SENTENCES) {
                return;
            }
            if (choice.isEmpty()) {
                lines.add(toSentence(rule, when));
                return;
            }
            List<JsonNode> arguments = choice.get().arguments();
            for (int i = 0; i + 1 < arguments.size(); i += 2) {
                append(arguments.get(i + 1), when.and(arguments.get(i)));
            }
            if (arguments.size() % 2 == 1 && !arguments.getLast().isNull()) {
                append(arguments.getLast(), when);
            } else if (when.equals(ConditionText.ALWAYS)) {
                open = true;
            } else {
                addFallThrough(when);
            }
        }

        private void addFallThrough(ConditionText when) {
            open = true;
            lines.add(new RuleSentence(when.clause(), when.json(), "what stands behind these rules", "", null));
        }

        private RuleSentence toSentence(JsonNode result, ConditionText when) {
            if (result.isNull()) {
                open = true;
                return new RuleSentence(when.clause(), when.json(), "what stands behind these rules", "", null);
            }
            if (!result.isContainer()) {
                return new RuleSentence(when.clause(), when.json(), result.asString(), "", null);
            }
            open = true;
            SplitBar bar = RuleJsonOperandReader.parseOperation(result)
                    .filter(one -> one.name().equals("fractional"))
                    .flatMap(one -> SplitBar.ofFractional(one.arguments()))
                    .orElse(null);
            return new RuleSentence(when.clause(), when.json(), "", bar == null ? formatJson(result) : "", bar);
        }
    }
}
