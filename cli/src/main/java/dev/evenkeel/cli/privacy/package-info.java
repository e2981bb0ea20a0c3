// SPDX-License-Identifier: Apache-2.0

/// Commands that report and erase the personal data stored for a targeting key.
@NullMarked
package dev.evenkeel.cli.privacy;

import org.jspecify.annotations.NullMarked;
