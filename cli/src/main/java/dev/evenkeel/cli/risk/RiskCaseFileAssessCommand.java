// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.engine.decision.CourseComparator;
import dev.evenkeel.engine.decision.CourseComparison;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.result.RiskComparisonResult;
import dev.evenkeel.files.risk.RiskCaseFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel risk assess` command: compares the courses of a risk case.
@Command(
        description = {
            "Compares the courses of a case file by risk and cost.",
            "It shows for each course the chance of a major incident, its loss, and the cost of delay and work; then",
            "the course with the lowest expected cost, and the inputs that this depends on. Needs no server. The same",
            "case, seed and number of draws give the same result.",
            "",
            "Examples:",
            "  ./evenkeel risk assess examples/risk/tale.yaml",
            "  ./evenkeel risk assess examples/risk/tale.yaml --draws 1000000 --seed 7 --json",
            "  ./evenkeel risk assess examples/risk/own-history.yaml --history examples/risk/calm-history.yaml",
            ""
        })
final class RiskCaseFileAssessCommand extends AbstractRiskCaseFileCommand {
    @Option(
            names = "--draws",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Number of simulation runs (default: 100000).")
    private int draws;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Random seed of the simulation (default: 1).")
    private long seed;

    @Override
    CommandOutput execute(RiskCaseFile file, RiskCase risk) {
        CourseComparison comparison = CourseComparator.compare(risk, file.losses(), draws, seed);
        RiskComparisonResult result = file.toResult(comparison);
        return new CommandOutput(
                result, CourseComparisonTextFormatter.formatComparison(file, risk, comparison, result.courses()));
    }
}
