// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.files.json.ValidationErrors;

/// The validator of names of channels and rules.
public final class ChannelAndRuleNameValidator {
    private static final String PATTERN = "[a-z0-9][a-z0-9._-]{0,62}";

    private ChannelAndRuleNameValidator() {}

    public static void validate(String name, ValidationErrors errors) {
        if (!name.matches(PATTERN)) {
            errors.add(
                    "",
                    "the name \"" + name + "\" must be 1 to 63 lowercase letters, digits, dots, hyphens or underscores,"
                            + " and start with a letter or digit",
                    "choose another name, such as payments-oncall");
        }
    }
}
