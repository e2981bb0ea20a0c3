// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel gate` commands: manage approvals, overrides and gate policies, and show the cost of gates.
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description = "Who approves changes, who passes gates by, which are required, and what they cost.")
public final class GateCommand extends CommandGroup {
    public GateCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of(
                "approve", "approvals", "withdraw", "override", "list", "end", "reviews", "review", "policy", "score");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "approve" -> new FlagApprovalCreateCommand();
            case "approvals" -> new FlagApprovalListCommand();
            case "withdraw" -> new FlagApprovalWithdrawCommand();
            case "override" -> new GateOverrideCommand();
            case "list" -> new GateOverrideListCommand();
            case "end" -> new GateOverrideRevokeCommand();
            case "reviews" -> new PendingReviewListCommand();
            case "review" -> new GateOverrideReviewCommand();
            case "policy" -> new GatePolicyCommand();
            case "score" -> new QuarterlyGateReportCommand();
            default -> null;
        };
    }
}
