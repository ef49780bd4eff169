/**
 * What predictions are worth, in numbers: pure statistics over class probabilities, without data
 * and without libtorch.
 *
 * <p>{@link io.trainyard.trainer.evaluation.Tally} takes in one image after another and keeps four
 * numbers of each; {@link io.trainyard.trainer.evaluation.ClassScores}, {@link
 * io.trainyard.trainer.evaluation.Reliability} and {@link
 * io.trainyard.trainer.evaluation.ConfidentMistakes} read them. {@link
 * io.trainyard.trainer.evaluation.Views} and {@link io.trainyard.trainer.evaluation.Mixture} make
 * one prediction of several.
 */
@NullMarked
package io.trainyard.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
