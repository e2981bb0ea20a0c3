// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import java.io.IOException;

/// The messages for failed requests to the server.
public final class ServerErrorMessages {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int LONGEST_REASON = 190;
    private static final String DATABASE_OUTDATED = "\"database-outdated\"";

    private ServerErrorMessages() {}

    static void reportStatus(ConnectionHealth health, int status) {
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            health.markError("the server rejected the SDK key (status " + status + "); configure a valid key");
        } else {
            health.markUnreachable("the server responded with status " + status);
        }
    }

    /// @param problem body of the response
    static void reportStatus(ConnectionHealth health, int status, String problem) {
        if (problem.contains(DATABASE_OUTDATED)) {
            health.markUnreachable("the server responded with status " + status
                    + ": its database is older than the flags of this process, which stay active; if the database was"
                    + " restored from a backup, start one server once with --restored-from-backup REASON");
        } else {
            reportStatus(health, status);
        }
    }

    /// Formats an exception, whose message may quote data of the peer.
    ///
    /// @return one line of at most 221 characters without control characters
    public static String describe(IOException problem) {
        String text = problem.toString();
        String shortened = text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
        return "the server cannot be reached: " + shortened.replaceAll("\\p{C}", "?");
    }
}
