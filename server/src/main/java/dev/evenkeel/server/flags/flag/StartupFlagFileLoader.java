// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.files.flag.FlagFileLoader;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.startup.StartupTask;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The loader that applies the flag files at startup. Files equivalent to the stored flags create no revision.
///
/// Files that conflict with the current state, such as a migration that has left the stage they name, are not
/// applied, and the stored flags remain active: a server that refuses to start guards no rollouts.
@Component
class StartupFlagFileLoader extends StartupTask {
    private static final Logger LOG = LoggerFactory.getLogger(StartupFlagFileLoader.class);

    private final FlagService flags;
    private final FlagFileLoader files;
    private final ServerStartOptions options;

    StartupFlagFileLoader(FlagService flags, FlagFileLoader files, ServerStartOptions options) {
        this.flags = flags;
        this.files = files;
        this.options = options;
    }

    @Override
    protected void run() {
        String environment = options.environment();
        flags.createEnvironment(environment);
        Optional<String> definition = files.findDefinition();
        if (definition.isPresent()) {
            files.warnings().forEach(warning -> LOG.warn("Problem in a flag file: {}", warning));
            apply(environment, definition.get());
        }
    }

    private void apply(String environment, String definition) {
        try {
            FlagSetUpdateResult result =
                    flags.replaceDefinition(environment, definition, null, "server", "flag files at startup");
            if (result.hashRule() != null) {
                LOG.warn("The flag files change the hash rule, which moves units: {}", result.hashRule());
            }
            LOG.info("Flags of {} are at revision {}.", environment, result.revision());
        } catch (ConflictException conflict) {
            LOG.error(
                    "The flag files were not applied. The flags of {} are unchanged: {} {}",
                    environment,
                    conflict.problem().detail(),
                    conflict.problem().problems());
        }
    }
}
