// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.report;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The `evenkeel report memo` command: prints the memo of a decision.
@Command(
        name = "memo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints the memo of an assessment: what is asked, what is recommended and with which range, what hurts now, the",
            "courses side by side, what they may lose, causes and work, rollback, steps, what would change the answer, and",
            "where each number is from. A record that is missing is named, never guessed.",
            "",
            "Examples:",
            "  ./evenkeel report memo ra-5f0c > memo.md",
            "  ./evenkeel report memo ra-5f0c --pdf memo.pdf",
            ""
        })
final class DecisionMemoCommand extends AbstractReportPrintCommand {
    @Parameters(paramLabel = "ASSESSMENT", description = "The assessment.")
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
