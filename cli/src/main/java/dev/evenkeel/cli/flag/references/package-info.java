// SPDX-License-Identifier: Apache-2.0
/// References to flags in a source tree.
@NullMarked
package dev.evenkeel.cli.flag.references;

import org.jspecify.annotations.NullMarked;
