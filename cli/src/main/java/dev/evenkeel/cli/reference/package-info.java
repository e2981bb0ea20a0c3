// SPDX-License-Identifier: Apache-2.0
/// Generation of the command line reference.
@NullMarked
package dev.evenkeel.cli.reference;

import org.jspecify.annotations.NullMarked;
