// SPDX-License-Identifier: Apache-2.0

/// Search for flag keys in a source tree.
@NullMarked
package dev.evenkeel.cli.flag.references;

import org.jspecify.annotations.NullMarked;
