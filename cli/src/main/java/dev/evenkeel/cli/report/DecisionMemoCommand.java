// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.report;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The `evenkeel report memo` command: prints the memo of a decision.
@Command(
        description = {
            "Prints the decision memo of a risk assessment.",
            "It contains the recommendation, a comparison of the courses with their possible losses, causes and work,",
            "rollback plan, rollout steps, and the source of each number. It lists missing records. Output: Markdown.",
            "",
            "Examples:",
            "  ./evenkeel report memo ra-5f0c > memo.md",
            "  ./evenkeel report memo ra-5f0c --pdf memo.pdf",
            ""
        })
final class DecisionMemoCommand extends AbstractReportPrintCommand {
    @Parameters(paramLabel = "ASSESSMENT", description = "ID of the assessment.")
    private String id = "";

    @Override
    String dataPath() {
        return "/api/v1/assessments/" + ServerApiClient.urlEncode(id) + "/memo";
    }

    @Override
    String filePath() {
        return "/assessments/" + ServerApiClient.urlEncode(id) + "/memo.html";
    }
}
