// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

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

/// The `evenkeel guard evaluate` command: computes the guard's evidence from counts, one request a line.
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Computes guard evidence from counts, as the server does. Needs no server.",
            "Input: JSON Lines on standard input. Output per line: {\"logE\":[...]} with the natural logarithm of the",
            "evidence after each tick, or {\"error\":\"...\"}.",
            "",
            "  {\"kind\":\"ratio\",\"direction\":\"rollback\"|\"advance\",\"r\":R,\"delta\":0,\"share\":S|[S,...],",
            "   \"restartAt\":[I,...]|null,\"ticks\":[[nC,eC,nT,eT],...]}       failures against r p_C + delta",
            "  {\"kind\":\"exceedance\",\"ticks\":[[nC,xC,nT,xT,c],...]}        slower than a threshold, c expected",
            "  {\"kind\":\"ceiling\",\"law\":\"poisson\",\"limit\":L,\"ticks\":[[events,exposure],...]}",
            "  {\"kind\":\"ceiling\",\"law\":\"bernoulli\",\"limit\":P,\"ticks\":[[events,trials],...]}",
            "  {\"kind\":\"srm\",\"ticks\":[[share,nC,nT],...]}                 sample ratio mismatch",
            "  {\"kind\":\"interval\",\"alpha\":0.05,\"steps\":[[share,eC,eT],...]} -> {\"low\":...,\"high\":...|null}",
            "",
            "C is control, T the candidate, n calls and e failures of one tick. docs/reference/guard-evaluate.md",
            "describes all members.",
            "",
            "Example:",
            "  echo '{\"kind\":\"ratio\",\"direction\":\"rollback\",\"r\":1.1,\"ticks\":[[950,2,50,9]]}'"
                    + " | ./evenkeel guard evaluate",
            ""
        },
        footer = "%nExit code: 0, or 1 if a line was invalid.")
public final class GuardEvaluateCommand implements Callable<Integer> {
    private static final String SHAPE =
            "{\"kind\":\"ratio\",\"direction\":\"rollback\",\"r\":1.1,\"ticks\":[[950,2,50,9]]}";
    private static final String KINDS = "\"ratio\", \"exceedance\", \"ceiling\", \"srm\" or \"interval\"";

    @Spec
    private @Nullable CommandSpec spec;

    public GuardEvaluateCommand() {}

    @Override
    public Integer call() throws IOException {
        return new JsonLineRequestProcessor(SHAPE, GuardEvaluateCommand::handle)
                .process(System.in, Objects.requireNonNull(spec).commandLine().getOut());
    }

    private static String handle(JsonNode request) throws InvalidLineException {
        var members = new JsonLineRequest(request, "kind");
        return switch (members.requireChoice("kind", KINDS)) {
            case "ratio" -> FailureRatioEvidenceCalculator.handle(members);
            case "exceedance" -> LatencyExceedanceEvidenceCalculator.handle(members);
            case "ceiling" -> EventCeilingEvidenceCalculator.handle(members);
            case "srm" -> SampleRatioEvidenceCalculator.handle(members);
            case "interval" -> FailureRatioIntervalCalculator.handle(members);
            default -> throw members.invalidChoice("kind", KINDS);
        };
    }
}
