// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.security.access.SdkKeyRepository;
import dev.evenkeel.server.foundation.startup.StartupTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Setup of the first access to a new server, as far as the options do not configure it.
@Component
public class InitialAccessSetup extends StartupTask {
    private final ServerStartOptions options;
    private final SdkKeyRepository keys;
    private final InvitationRepository invitations;
    private final UserService users;

    InitialAccessSetup(
            ServerStartOptions options, SdkKeyRepository keys, InvitationRepository invitations, UserService users) {
        this.options = options;
        this.keys = keys;
        this.invitations = invitations;
        this.users = users;
    }

    /// Saves the configured SDK key.
    @Override
    protected void run() {
        if (options.sdkKey() != null) {
            keys.saveConfiguredKey(options.sdkKey(), options.environment());
        }
    }

    /// Creates an SDK key if none is configured and the environment has none, and a link to create the first
    /// account if the server has no admin token and no person who can sign in as an administrator. Returns
    /// lines to print; the secrets in them cannot be read again.
    ///
    /// @param url URL under which people reach the server, for example `http://127.0.0.1:8080`
    public List<String> createMissingAccess(String url) {
        List<String> lines = new ArrayList<>();
        if (options.sdkKey() == null) {
            Optional<String> made = keys.createIfAbsent(options.environment());
            made.ifPresent(
                    key -> lines.add("SDK key for environment " + options.environment() + " (shown once): " + key));
        }
        if (options.adminToken() == null && !users.hasAdministrator()) {
            lines.add("Create the first administrator (this link works once): " + url + "/login?once="
                    + invitations.createFirstAccountToken());
        }
        return lines;
    }
}
