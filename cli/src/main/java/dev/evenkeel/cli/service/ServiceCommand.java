// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.service;

import dev.evenkeel.api.ServiceApi.ServiceResponse;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import dev.evenkeel.engine.catalog.Service;
import picocli.CommandLine.Command;

/// The `evenkeel service` commands: manage the service catalog.
@Command(description = "Manage the service catalog: owners, dependencies and flags of services.")
public final class ServiceCommand extends CommandGroup {
    private static final Resource SERVICES = Resource.at("/api/v1/services").argument("KEY", "Key of the service.");

    public ServiceCommand() {
        super(
                SERVICES.list(Service[].class, ServiceTextFormatter::formatTable)
                        .verb("list", """
                        Lists the services of the service catalog.

                        Example:
                          ./evenkeel service list
                        """),
                SERVICES.show(ServiceResponse.class, ServiceTextFormatter::formatService)
                        .verb("show", """
                        Shows a service: owner, direct and indirect dependencies, dependents and flags.

                        Example:
                          ./evenkeel service show payments
                        """),
                verb("apply", ServiceApplyCommand.class),
                SERVICES.delete("Service %s", "deleted").reason().verb("delete", """
                        Deletes a service from the service catalog.

                        Example:
                          ./evenkeel service delete old-payments --reason "shut down"
                        """));
    }
}
