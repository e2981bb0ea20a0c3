// SPDX-License-Identifier: Apache-2.0

/// Commands about edits of flags that wait for the consent of others.
@NullMarked
package dev.evenkeel.cli.proposal;

import org.jspecify.annotations.NullMarked;
