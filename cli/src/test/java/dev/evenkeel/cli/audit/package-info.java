// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.evenkeel.cli.audit;

import org.jspecify.annotations.NullMarked;
