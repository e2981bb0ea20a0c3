// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.files.risk.ServiceHistoryCodec;
import picocli.CommandLine.Command;

/// The `evenkeel risk` commands: calculate risks from files, without storing anything.
@Command(description = "Compare the courses of a risky change from a case file, and calculate risk figures.")
public final class RiskCommand extends CommandGroup {
    public RiskCommand() {
        super(
                verb("assess", RiskCaseFileAssessCommand.class),
                verb("plan", RiskPlanCommand.class),
                Resource.at("/api/v1/services/{}/history")
                        .argument("SERVICE", "Key of the service.")
                        .show(
                                ServiceHistory.class,
                                history -> ServiceHistoryCodec.encode(history).toPrettyString())
                        .verb("history", """
                        Prints the recorded history of a service as JSON.
                        It contains changes and their results, serious incidents with causes and durations, and technologies.
                        Risk cases can use it: ./evenkeel risk assess reads the file with --history.

                        Example:
                          ./evenkeel risk history payments > history.json
                          ./evenkeel risk assess examples/risk/own-history.yaml --history history.json
                        """),
                verb("cases", RiskCasesCommand.class),
                verb("calc", RiskQuantityCalculateCommand.class));
    }
}
