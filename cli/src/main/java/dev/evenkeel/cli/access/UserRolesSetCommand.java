// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.api.UserApi.SetUserRolesRequest;
import dev.evenkeel.api.UserApi.UserResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel user roles` command: replaces the roles of a user.
@Command(
        description = {
            "Adds, removes or replaces roles of a user.",
            "Roles from the single sign-on provider do not change.",
            "",
            "Example:",
            "  ./evenkeel user roles anna --add operator@payments --remove approver@ledger",
            ""
        })
final class UserRolesSetCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", description = "Username.")
    private String name = "";

    @Option(names = "--add", paramLabel = "ROLE[@SERVICE]", description = "Role to add; repeatable.")
    private List<String> added = List.of();

    @Option(names = "--remove", paramLabel = "ROLE[@SERVICE]", description = "Role to remove; repeatable.")
    private List<String> removed = List.of();

    @Option(
            names = "--set",
            paramLabel = "ROLE[@SERVICE]",
            description = "Role to keep; all others are removed. Repeatable.")
    private List<String> all = List.of();

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        if (all.isEmpty() == (added.isEmpty() && removed.isEmpty())) {
            throw usageError("Pass either --set, or --add and --remove. The roles were not changed.");
        }
        String path = "/api/v1/users/" + ServerApiClient.urlEncode(name);
        Set<String> roles = new TreeSet<>(all);
        if (all.isEmpty()) {
            roles.addAll(api.get(path, UserResponse.class).value().roles());
        }
        roles.addAll(added);
        requireHeld(roles);
        removed.forEach(roles::remove);
        var request = new SetUserRolesRequest(List.copyOf(roles), reason);
        var user = api.put(path + "/roles", request, UserResponse.class);
        return new CommandResult(
                user.body(),
                "Roles of " + name + ": "
                        + AccessTextFormatter.formatRoles(user.value().roles()) + ".");
    }

    private void requireHeld(Set<String> roles) {
        for (String role : removed) {
            if (!roles.contains(role)) {
                throw usageError("User " + name + " does not have the role " + role + ". Roles: "
                        + String.join(", ", roles) + ". The roles were not changed.");
            }
        }
    }
}
