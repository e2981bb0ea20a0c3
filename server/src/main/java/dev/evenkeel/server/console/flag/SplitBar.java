// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.core.flag.split.ExperimentSplit;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Shares of variants as a bar with labels. Coordinates are percentages of its length.
///
/// @param splitBy attribute by which users are split, such as `targeting key`
/// @param parts from left to right
public record SplitBar(String splitBy, List<Part> parts) {
    private static final double WHOLE = 100;
    private static final int COLOURS = 4;

    public SplitBar {
        parts = List.copyOf(parts);
    }

    /// A variant.
    ///
    /// @param share such as `25%`
    /// @param cssClass CSS class of its colour
    record Part(String variant, String share, double x, double width, String cssClass) {}

    /// Creates the bar of a running rollout or experiment.
    static SplitBar of(RunningSplit split) {
        List<Part> parts = new ArrayList<>();
        double x = 0;
        for (var part : split.parts()) {
            double width = part.share().fraction() * WHOLE;
            parts.add(new Part(
                    part.variant(),
                    part.share().toString(),
                    x,
                    width,
                    cssClassOf(split, part.variant(), parts.size())));
            x += width;
        }
        return new SplitBar("targeting key", parts);
    }

    private static String cssClassOf(RunningSplit split, String variant, int index) {
        return switch (split) {
            case RolloutSplit rollout -> variant.equals(rollout.candidate()) ? "part-0" : "part-control";
            case ExperimentSplit experiment ->
                variant.equals(experiment.control()) ? "part-control" : "part-" + index % COLOURS;
        };
    }

    /// Creates the bar of a `fractional` operation of flagd; empty if its shares are computed by a rule, or if
    /// there are none.
    ///
    /// @param buckets its arguments, including the optional key
    static Optional<SplitBar> ofFractional(List<JsonNode> buckets) {
        boolean implicit = buckets.isEmpty() || buckets.getFirst().isArray();
        String by = implicit ? "targeting key" : formatSplitKey(buckets.getFirst());
        List<JsonNode> shares = implicit ? buckets : buckets.subList(1, buckets.size());
        double total = shares.stream().mapToDouble(SplitBar::weightOf).sum();
        boolean plain = shares.stream().allMatch(SplitBar::isLiteral);
        return plain && total > 0 && !by.isEmpty() ? Optional.of(of(by, shares, total)) : Optional.empty();
    }

    /* Keys are often a concatenation of a salt and an attribute. */
    private static String formatSplitKey(JsonNode key) {
        List<JsonNode> pieces = RuleJsonOperandReader.parseOperation(key)
                .filter(one -> one.name().equals("cat"))
                .map(RuleJsonOperandReader.OperatorExpression::arguments)
                .orElse(List.of(key));
        return pieces.stream()
                .map(RuleJsonOperandReader::parseAttribute)
                .filter(name -> !name.isEmpty() && !name.startsWith("$flagd."))
                .map(name -> name.equals("targetingKey") ? "targeting key" : name)
                .collect(Collectors.joining(" and "));
    }

    private static SplitBar of(String by, List<JsonNode> shares, double total) {
        List<Part> parts = new ArrayList<>();
        double x = 0;
        for (JsonNode share : shares) {
            double width = weightOf(share) / total * WHOLE;
            parts.add(
                    new Part(share.get(0).asString(), formatShare(width), x, width, "part-" + parts.size() % COLOURS));
            x += width;
        }
        return new SplitBar(by, parts);
    }

    private static String formatShare(double percent) {
        return QuantityFormatter.formatPercent(percent / WHOLE);
    }

    private static boolean isLiteral(JsonNode share) {
        return share.isArray()
                && share.path(0).isString()
                && share.size() <= 2
                && (share.size() == 1 || share.get(1).isNumber());
    }

    private static double weightOf(JsonNode share) {
        return share.size() == 1 ? 1 : Math.max(0, share.path(1).asDouble(0));
    }

    /// Returns all shares: `5% modern, 95% classic`.
    String description() {
        return parts.stream().map(part -> part.share() + " " + part.variant()).collect(Collectors.joining(", "));
    }
}
