// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.jsonlines.InvalidLineException;
import dev.evenkeel.cli.jsonlines.JsonLineRequest;
import dev.evenkeel.cli.jsonlines.JsonLineRequestProcessor;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// The `evenkeel risk calc` command: computes one risk quantity a line.
@Command(
        name = "calc",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Computes single risk figures from JSON Lines on standard input.",
            "For each line it prints one line of JSON: the result, or {\"error\":\"...\"}. Needs no server.",
            "",
            "  {\"quantity\":\"annualisedLoss\",\"frequency\":F,\"low\":L,\"high\":H}           -> {\"mean\"}",
            "  {\"quantity\":\"exceedance\",\"frequency\":F,\"low\":L,\"high\":H,\"loss\":X}      -> {\"probability\"}",
            "      F events a year, each with a lognormal loss: 5%% below L, 5%% above H; X: total loss of the year",
            "  {\"quantity\":\"wilson\"|\"clopperPearson\"|\"jeffreys\",\"events\":E,\"trials\":N,\"level\":0.95}",
            "                                                                        -> {\"low\",\"high\"}",
            "  {\"quantity\":\"rateRatio\",\"before\":B,\"after\":A,\"level\":0.95}          -> {\"ratio\",\"low\",\"high\"}",
            "      counts in two periods of equal length; null = infinite or undefined",
            "  {\"quantity\":\"brier\",\"probabilities\":[P,...],\"outcomes\":[0|1,...]}",
            "      -> {\"brier\",\"log\",\"reliability\",\"resolution\",\"uncertainty\",\"miscalibration\",\"discrimination\",",
            "          \"spiegelhalterZ\"}",
            "  {\"quantity\":\"betaBinomialFit\",\"groups\":[[events,trials],...]}       -> {\"alpha\",\"beta\"}",
            "  {\"quantity\":\"lognormalFit\",\"values\":[V,...]}                      -> {\"mu\",\"sigma\"}",
            "  {\"quantity\":\"logistic\",\"x\":[X,...],\"y\":[0|1,...],\"firth\":false}",
            "      -> {\"intercept\",\"slope\",\"interceptError\",\"slopeError\",\"deviance\"}",
            "  {\"quantity\":\"pertMean\",\"min\":A,\"mode\":M,\"max\":B,\"kurtosis\":4}       -> {\"mean\"}",
            "  {\"quantity\":\"knapsack\",\"capacity\":C,\"weights\":[W,...],\"values\":[V,...]} -> {\"value\",\"items\"}",
            "",
            "docs/reference/risk-calc.md explains every field.",
            "",
            "Example:",
            "  echo '{\"quantity\":\"jeffreys\",\"events\":2,\"trials\":5,\"level\":0.95}' | ./evenkeel risk calc",
            ""
        },
        footer = "%nExit code: 0, or 1 if a line was invalid.")
public final class RiskQuantityCalculateCommand implements Callable<Integer> {
    private static final String SHAPE = "{\"quantity\":\"wilson\",\"events\":2,\"trials\":5,\"level\":0.95}";
    private static final String QUANTITIES = "\"annualisedLoss\", \"exceedance\", \"wilson\", \"clopperPearson\","
            + " \"jeffreys\", \"rateRatio\", \"brier\", \"betaBinomialFit\", \"lognormalFit\", \"logistic\", \"pertMean\""
            + " or \"knapsack\"";

    @Spec
    private @Nullable CommandSpec spec;

    public RiskQuantityCalculateCommand() {}

    @Override
    public Integer call() throws IOException {
        return new JsonLineRequestProcessor(SHAPE, RiskQuantityCalculateCommand::handle)
                .process(System.in, Objects.requireNonNull(spec).commandLine().getOut());
    }

    private static String handle(JsonNode request) throws InvalidLineException {
        try {
            return calculate(new JsonLineRequest(request, "quantity")).toString();
        } catch (IllegalArgumentException e) {
            throw new InvalidLineException(e);
        }
    }

    private static CalculationResultJsonBuilder calculate(JsonLineRequest request) throws InvalidLineException {
        return switch (request.requireChoice("quantity", QUANTITIES)) {
            case "annualisedLoss" -> LossCalculations.annualisedLoss(request);
            case "exceedance" -> LossCalculations.exceedance(request);
            case "wilson" -> ConfidenceIntervalCalculations.wilson(request);
            case "clopperPearson" -> ConfidenceIntervalCalculations.clopperPearson(request);
            case "jeffreys" -> ConfidenceIntervalCalculations.jeffreys(request);
            case "rateRatio" -> ConfidenceIntervalCalculations.rateRatio(request);
            case "brier" -> ForecastScoreCalculations.brier(request);
            case "betaBinomialFit" -> FitCalculations.betaBinomial(request);
            case "lognormalFit" -> FitCalculations.lognormal(request);
            case "logistic" -> FitCalculations.logistic(request);
            case "pertMean" -> WorkPlanCalculations.pertMean(request);
            case "knapsack" -> WorkPlanCalculations.knapsack(request);
            default -> throw request.invalidChoice("quantity", QUANTITIES);
        };
    }
}
