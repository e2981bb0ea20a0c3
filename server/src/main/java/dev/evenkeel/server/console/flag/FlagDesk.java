// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.server.flags.usage.FlagUse;
import dev.evenkeel.server.foundation.catalog.Services;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwners;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.gates.editing.FlagCheck;
import dev.evenkeel.server.gates.editing.FlagChecks;
import dev.evenkeel.server.gates.editing.FlagHistory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What people know and may do of one flag. Thread-safe.
@Component
public final class FlagDesk {
    private final FlagChecks checks;
    private final FlagHistory history;
    private final Services services;
    private final FlagOwners owners;
    private final FlagUse use;

    FlagDesk(FlagChecks checks, FlagHistory history, Services services, FlagOwners owners, FlagUse use) {
        this.checks = checks;
        this.history = history;
        this.services = services;
        this.owners = owners;
        this.use = use;
    }

    /// What a caller may do with a flag. The API asks the same when they do it.
    public FlagPage.May may(FlagFacts flag, Caller.Actor caller) {
        boolean author = mayWrite(flag.environment(), flag.key(), caller);
        return new FlagPage.May(
                caller.grants().allowSomewhere(Right.STOP),
                author,
                author && flag.isOff() && checks.mayBeRestoredAlone(flag.environment(), flag.key()));
    }

    /// Whether a caller may make, edit and delete the flag of a key, be it there or not.
    public boolean mayWrite(String environment, String key, Caller.Actor caller) {
        return caller.grants().allow(Right.AUTHOR, owners.ofFlag(environment, key));
    }

    /// What would come of making a flag.
    NewFlagCheck checkNew(NewFlag flag, Caller.Actor caller) {
        List<Problem.Fault> faults = flag.faults();
        if (!faults.isEmpty()) {
            return NewFlagCheck.refused(flag, faults);
        }
        if (!mayWrite(flag.environment(), flag.key(), caller)) {
            return NewFlagCheck.refused(
                    flag,
                    List.of(new Problem.Fault(
                            "",
                            "No service owns a flag of this key, so only authors of all services may make it.",
                            "Ask an administrator to name it among the flags of your service, on the page Settings.")));
        }
        return new NewFlagCheck(flag, checks.checkNew(flag.environment(), flag.key(), flag.json()));
    }

    /// What would come of deleting a flag.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFound when there is no such environment or flag
    FlagDeletion deletion(String environment, String key, Instant now) {
        return new FlagDeletion(checks.checkDeletion(environment, key), use.of(environment, key), now);
    }

    /// Whose the flag is; null when nobody said.
    public @Nullable Service service(FlagFacts flag) {
        return services.ofFlag(flag.environment(), flag.key()).orElse(null);
    }

    public List<FlagChange> history(FlagFacts flag) {
        return FlagChange.of(history.newest(flag.environment(), flag.key()));
    }

    /// Revision of the newest definition of an environment.
    public long newestRevision(String environment) {
        return history.newestRevision(environment);
    }

    FlagCheck check(String environment, String key, String text, long from) {
        return checks.check(environment, key, text, from);
    }
}
