// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.api.GateOverrideApi.CreateGateOverrideRequest;
import dev.evenkeel.api.GateOverrideApi.FlagGateOverride;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.ExpiryOption;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.engine.gate.GateOverride;
import java.time.Clock;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel override create` command: overrides a gate for the changes of a flag.
@Command(
        description = {
            "Overrides a gate for the changes of a flag until the override expires.",
            "The audit log and each rollout step that uses the override record it. Another user must review it within",
            "5 days of its end.",
            "",
            "Examples:",
            "  ./evenkeel override create payment-core --gate freeze --class hotfix --expires-in PT2H \\",
            "      --reason \"customers cannot pay\"",
            "  ./evenkeel override create payment-core --gate release-pause --class security \\",
            "      --expires-at 2026-12-01T18:00:00Z --reason CVE",
            ""
        })
final class GateOverrideCreateCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FLAG", description = "Key of the flag.")
    private String flag = "";

    @Option(
            names = "--gate",
            paramLabel = "NAME",
            required = true,
            description = "Name of the gate; ./evenkeel gate check shows it.")
    private String gate = "";

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            required = true,
            description = "Class of the override: hotfix, security, or another one that the gate policy allows.")
    private String changeClass = "";

    @ArgGroup(multiplicity = "1")
    private ExpiryOption end = new ExpiryOption();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionDescriptions.REASON)
    private String reason = "";

    @Option(
            names = "--new-flag",
            description = "Override the gate for the creation of the flag, during a freeze window or while releases are"
                    + " paused.")
    private boolean newFlag;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var request = new CreateGateOverrideRequest(
                gate, changeClass, reason, end.expiresAt(Clock.systemUTC()), newFlag ? true : null);
        var created = api.post(flagPath(flag) + "/gate-overrides", request, FlagGateOverride.class);
        GateOverride override = created.value().override();
        return new CommandResult(
                created.body(),
                "Override " + override.id() + " created: gate " + gate + " does not block " + flag + " until "
                        + override.expiresAt() + ". To revoke it: ./evenkeel override revoke " + override.id());
    }
}
