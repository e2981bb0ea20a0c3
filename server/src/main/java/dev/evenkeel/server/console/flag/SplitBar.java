// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.core.flag.split.ExperimentSplit;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Shares of variants as a bar, with the same in words beside it. Coordinates are percent of its length.
///
/// @param by what is split, such as `targeting key`
/// @param parts from left to right
public record SplitBar(String by, List<Part> parts) {
    private static final double WHOLE = 100;
    private static final int COLOURS = 4;

    public SplitBar {
        parts = List.copyOf(parts);
    }

    /// One variant.
    ///
    /// @param share such as `25 %`
    /// @param css class that gives its colour
    record Part(String variant, String share, double x, double width, String css) {}

    /// What a rollout or an experiment splits.
    static SplitBar of(RunningSplit split) {
        List<Part> parts = new ArrayList<>();
        double x = 0;
        for (var part : split.parts()) {
            double width = part.share().fraction() * WHOLE;
            parts.add(new Part(
                    part.variant(),
                    DisplayFormatter.exposure(part.share()),
                    x,
                    width,
                    css(split, part.variant(), parts.size())));
            x += width;
        }
        return new SplitBar("targeting key", parts);
    }

    private static String css(RunningSplit split, String variant, int index) {
        return switch (split) {
            case RolloutSplit rollout -> variant.equals(rollout.candidate()) ? "part-0" : "part-control";
            case ExperimentSplit experiment ->
                variant.equals(experiment.control()) ? "part-control" : "part-" + index % COLOURS;
        };
    }

    /// What flagd's `fractional` splits; empty when its shares are worked out by a rule, or there are none.
    ///
    /// @param buckets its arguments, the key among them when there is one
    static Optional<SplitBar> ofFractional(List<JsonNode> buckets) {
        boolean implicit = buckets.isEmpty() || buckets.getFirst().isArray();
        String by = implicit ? "targeting key" : by(buckets.getFirst());
        List<JsonNode> shares = implicit ? buckets : buckets.subList(1, buckets.size());
        double total = shares.stream().mapToDouble(SplitBar::weight).sum();
        boolean plain = shares.stream().allMatch(SplitBar::isPlain);
        return plain && total > 0 && !by.isEmpty() ? Optional.of(of(by, shares, total)) : Optional.empty();
    }

    /* Keys are often put together of a salt and an attribute. */
    private static String by(JsonNode key) {
        List<JsonNode> pieces = RuleExpressionParser.operation(key)
                .filter(one -> one.name().equals("cat"))
                .map(RuleExpressionParser.Operation::arguments)
                .orElse(List.of(key));
        return pieces.stream()
                .map(RuleExpressionParser::attribute)
                .filter(name -> !name.isEmpty() && !name.startsWith("$flagd."))
                .map(name -> name.equals("targetingKey") ? "targeting key" : name)
                .collect(Collectors.joining(" and "));
    }

    private static SplitBar of(String by, List<JsonNode> shares, double total) {
        List<Part> parts = new ArrayList<>();
        double x = 0;
        for (JsonNode share : shares) {
            double width = weight(share) / total * WHOLE;
            parts.add(new Part(share.get(0).asString(), share(width), x, width, "part-" + parts.size() % COLOURS));
            x += width;
        }
        return new SplitBar(by, parts);
    }

    private static String share(double percent) {
        return percent == Math.rint(percent)
                ? DisplayFormatter.count(Math.round(percent)) + "\u00a0%"
                : DisplayFormatter.share(percent / WHOLE);
    }

    private static boolean isPlain(JsonNode share) {
        return share.isArray()
                && share.path(0).isString()
                && share.size() <= 2
                && (share.size() == 1 || share.get(1).isNumber());
    }

    private static double weight(JsonNode share) {
        return share.size() == 1 ? 1 : Math.max(0, share.path(1).asDouble(0));
    }

    /// All shares: `5 % modern, 95 % classic`.
    String words() {
        return parts.stream().map(part -> part.share() + " " + part.variant()).collect(Collectors.joining(", "));
    }
}
