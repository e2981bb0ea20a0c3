// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

/// The descriptions of options shared by several commands.
public final class OptionDescriptions {
    public static final String PROFILE =
            "The server by the name of a profile (default: EVENKEEL_PROFILE, else the one in use).";
    public static final String REASON = "Why; it stands in the audit ledger.";
    public static final String SERVICE = "The service that it is about.";
    public static final String ONLY_SERVICE = "Only of this service.";
    public static final String FLAG = "The flag that leads the change.";
    public static final String ONLY_FLAG = "Only of this flag.";
    public static final String CLASS = "What sort of change it is for the gates, such as hotfix (default: normal).";
    public static final String PERSON = "Who does it (default: whom the token is known as).";
    public static final String AUTHOR = "Who made it (default: whom the token is known as).";
    public static final String LIMIT = "At most so many (default: ${DEFAULT-VALUE}).";
    public static final String DEPLOYED_IN = "Where it is deployed, such as production.";
    public static final String ONLY_DEPLOYED_IN = "Only what is deployed there, such as production.";
    public static final String DRY_RUN = "Say what would change, and change nothing.";
    public static final String PRUNE = "Take away what the files do not name.";
    public static final String OUT = "Write it into this file (default: standard output).";
    public static final String HISTORY =
            "The own history that the case asks: YAML or JSON, docs/reference/own-histories.md.";
    public static final String QUARTER = "Like 2026Q4 (default: the present one), in UTC.";
    public static final String YES = "Do it without asking, where the command or the profile asks on a terminal.";
    public static final String PATIENCE =
            "How long the server may be away before this gives up with exit code 3 (default: 60).";
    public static final String TIMEOUT =
            "How long to wait for it, like PT30M; exit code 124 when it has not ended then (default: until it ends).";

    private OptionDescriptions() {}
}
