// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.server.access.Caller;
import dev.evenkeel.server.access.FlagOwners;
import dev.evenkeel.server.access.Right;
import dev.evenkeel.server.authoring.FlagCheck;
import dev.evenkeel.server.authoring.FlagChecks;
import dev.evenkeel.server.authoring.FlagHistory;
import dev.evenkeel.server.catalog.Services;
import dev.evenkeel.server.flag.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What people know and may do of one flag. Thread-safe.
@Component
final class FlagDesk {
    private final FlagChecks checks;
    private final FlagHistory history;
    private final Services services;
    private final FlagOwners owners;

    FlagDesk(FlagChecks checks, FlagHistory history, Services services, FlagOwners owners) {
        this.checks = checks;
        this.history = history;
        this.services = services;
        this.owners = owners;
    }

    /// What a caller may do with a flag. The API asks the same when they do it.
    FlagPage.May may(FlagFacts flag, Caller.Actor caller) {
        boolean author = caller.grants().allow(Right.AUTHOR, owners.ofFlag(flag.environment(), flag.key()));
        return new FlagPage.May(
                caller.grants().allowSomewhere(Right.STOP),
                author,
                author && flag.isOff() && checks.mayBeRestoredAlone(flag.environment(), flag.key()));
    }

    /// Whose the flag is; null when nobody said.
    @Nullable
    Service service(FlagFacts flag) {
        return services.ofFlag(flag.environment(), flag.key()).orElse(null);
    }

    /// The flag as it is written.
    String text(Snapshot snapshot, String key) {
        return checks.text(snapshot, key);
    }

    List<FlagChange> history(FlagFacts flag) {
        return FlagChange.of(history.newest(flag.environment(), flag.key()));
    }

    FlagCheck check(String environment, String key, String text, long from) {
        return checks.check(environment, key, text, from);
    }
}
