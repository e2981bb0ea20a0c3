// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.security.access.SdkKeyRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What the operator needs to get in after a start, when the options do not settle it.
@Component
public class InitialAccessSetup {
    private final ServerStartOptions options;
    private final SdkKeyRepository keys;
    private final InvitationRepository invitations;
    private final PersonService people;

    InitialAccessSetup(
            ServerStartOptions options, SdkKeyRepository keys, InvitationRepository invitations, PersonService people) {
        this.options = options;
        this.keys = keys;
        this.invitations = invitations;
        this.people = people;
        if (options.sdkKey() != null) {
            keys.add(options.sdkKey(), options.environment());
        }
    }

    /// Makes an SDK key when none was given and the environment has none; makes a link for the first
    /// account when there is no admin token and nobody can sign in as an administrator. Returns lines to
    /// print, which are shown nowhere else.
    ///
    /// @param address of the server, for example `http://127.0.0.1:8080`
    public List<String> settle(String address) {
        List<String> lines = new ArrayList<>();
        if (options.sdkKey() == null) {
            Optional<String> made = keys.createIfNone(options.environment());
            made.ifPresent(
                    key -> lines.add("SDK key for environment " + options.environment() + " (shown once): " + key));
        }
        if (options.adminToken() == null && !people.hasAdministrator()) {
            lines.add("Make the first account (this link works once): " + address + "/login?once="
                    + invitations.createFirst());
        }
        return lines;
    }
}
