// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.server.flags.usage.FlagUsageQueries;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.gates.editing.FlagEditValidationResult;
import dev.evenkeel.server.gates.editing.FlagEditValidator;
import dev.evenkeel.server.gates.editing.FlagHistoryQueries;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What people know and may do of one flag. Thread-safe.
@Component
public final class FlagPageQueries {
    private final FlagEditValidator checks;
    private final FlagHistoryQueries history;
    private final ServiceCatalog services;
    private final FlagOwnerResolver owners;
    private final FlagUsageQueries use;

    FlagPageQueries(
            FlagEditValidator checks,
            FlagHistoryQueries history,
            ServiceCatalog services,
            FlagOwnerResolver owners,
            FlagUsageQueries use) {
        this.checks = checks;
        this.history = history;
        this.services = services;
        this.owners = owners;
        this.use = use;
    }

    /// What a caller may do with a flag. The API asks the same when they do it.
    public FlagPageModel.FlagPermissions may(FlagDetails flag, Caller.Actor caller) {
        boolean author = mayWrite(flag.environment(), flag.key(), caller);
        return new FlagPageModel.FlagPermissions(
                caller.grants().allowSomewhere(Right.STOP),
                author,
                author && flag.isOff() && checks.mayBeRestoredAlone(flag.environment(), flag.key()));
    }

    /// Whether a caller may make, edit and delete the flag of a key, be it there or not.
    public boolean mayWrite(String environment, String key, Caller.Actor caller) {
        return caller.grants().allow(Right.AUTHOR, owners.ofFlag(environment, key));
    }

    /// What would come of making a flag.
    NewFlagPreview checkNew(NewFlagForm flag, Caller.Actor caller) {
        List<Problem.FieldError> faults = flag.faults();
        if (!faults.isEmpty()) {
            return NewFlagPreview.refused(flag, faults);
        }
        if (!mayWrite(flag.environment(), flag.key(), caller)) {
            return NewFlagPreview.refused(
                    flag,
                    List.of(new Problem.FieldError(
                            "",
                            "No service owns a flag of this key, so only authors of all services may make it.",
                            "Ask an administrator to name it among the flags of your service, on the page Settings.")));
        }
        return new NewFlagPreview(flag, checks.checkNew(flag.environment(), flag.key(), flag.json()));
    }

    /// What would come of deleting a flag.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is no such environment or
    ///     flag
    FlagDeletionPreview deletion(String environment, String key, Instant now) {
        return new FlagDeletionPreview(checks.checkDeletion(environment, key), use.of(environment, key), now);
    }

    /// Whose the flag is; null when nobody said.
    public @Nullable Service service(FlagDetails flag) {
        return services.ofFlag(flag.environment(), flag.key()).orElse(null);
    }

    public List<FlagHistoryRow> history(FlagDetails flag) {
        return FlagHistoryRow.of(history.newest(flag.environment(), flag.key()));
    }

    /// Revision of the newest definition of an environment.
    public long newestRevision(String environment) {
        return history.newestRevision(environment);
    }

    FlagEditValidationResult check(String environment, String key, String text, long from) {
        return checks.check(environment, key, text, from);
    }
}
