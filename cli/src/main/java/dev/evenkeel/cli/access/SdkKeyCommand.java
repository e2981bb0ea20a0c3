// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.api.CredentialApi.SdkKey;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel sdk-key` commands: list, create and revoke SDK keys of an environment.
@Command(description = "List, create and revoke SDK keys of an environment.")
public final class SdkKeyCommand extends CommandGroup {
    private static final Resource SDK_KEYS =
            Resource.inEnvironment("/sdk-keys").argument("KEY", "ID of the key, as shown by sdk-key list.");

    public SdkKeyCommand() {
        super(
                SDK_KEYS.list(SdkKey[].class, AccessTextFormatter::formatKeys).verb("list", """
                        Lists the SDK keys of an environment, including expired and revoked ones.

                        Example:
                          ./evenkeel sdk-key list --environment production
                        """),
                verb("create", SdkKeyCreateCommand.class),
                SDK_KEYS.delete("SDK key %s", "revoked").verb("revoke", """
                        Revokes an SDK key. All servers reject it within 5 seconds and close its streams within 10.

                        Example:
                          ./evenkeel sdk-key revoke k-5f0c31a2b4d6e8f0 --environment production
                        """));
    }
}
