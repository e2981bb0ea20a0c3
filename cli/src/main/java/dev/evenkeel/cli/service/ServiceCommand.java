// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.service;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel service` commands: manage the service catalog.
@Command(description = "Manage the service catalog: owners, dependencies and flags of services.")
public final class ServiceCommand extends CommandGroup {
    public ServiceCommand() {
        super(
                verb("list", ServiceListCommand.class),
                verb("show", ServiceShowCommand.class),
                verb("apply", ServiceApplyCommand.class),
                verb("delete", ServiceDeleteCommand.class));
    }
}
