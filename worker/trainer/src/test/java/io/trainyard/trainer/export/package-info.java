@NullMarked
package io.trainyard.trainer.export;

import org.jspecify.annotations.NullMarked;
