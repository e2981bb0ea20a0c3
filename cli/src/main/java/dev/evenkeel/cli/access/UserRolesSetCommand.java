// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel user roles` command: replaces the roles of a user.
@Command(
        name = "roles",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Adds roles to those that somebody has, takes some away, or sets all of them. Those of their provider stay.",
            "",
            "Example:",
            "  ./evenkeel user roles anna --add operator@payments --remove viewer",
            ""
        })
final class UserRolesSetCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", description = "Who.")
    private String name = "";

    @Option(names = "--add", paramLabel = "ROLE[@SERVICE]", description = "One more role; may be repeated.")
    private List<String> added = List.of();

    @Option(names = "--remove", paramLabel = "ROLE[@SERVICE]", description = "One role less; may be repeated.")
    private List<String> removed = List.of();

    @Option(names = "--set", paramLabel = "ROLE[@SERVICE]", description = "These and no others; may be repeated.")
    private List<String> all = List.of();

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        if (all.isEmpty() == (added.isEmpty() && removed.isEmpty())) {
            throw usageError("give --set, or --add and --remove");
        }
        String path = "/api/v1/users/" + ServerApiClient.urlEncode(name);
        Set<String> roles = new TreeSet<>(all);
        if (all.isEmpty()) {
            api.get(path)
                    .body()
                    .path("roles")
                    .valueStream()
                    .map(JsonNode::asString)
                    .forEach(roles::add);
        }
        roles.addAll(added);
        requireHeld(roles);
        removed.forEach(roles::remove);
        ObjectNode order = ServerApiClient.JSON.createObjectNode().put("reason", reason);
        roles.forEach(order.putArray("roles")::add);
        JsonNode person = api.put(path + "/roles", order.toString(), null).body();
        return new CommandResult(person, name + " has " + AccessTextFormatter.formatRoles(person.path("roles")) + ".");
    }

    private void requireHeld(Set<String> roles) {
        for (String role : removed) {
            if (!roles.contains(role)) {
                throw usageError(name + " does not have the role " + role + ", only " + String.join(", ", roles));
            }
        }
    }
}
