// SPDX-License-Identifier: Apache-2.0

/// Commands about what is kept of a targeting key.
@NullMarked
package dev.evenkeel.cli.privacy;

import org.jspecify.annotations.NullMarked;
