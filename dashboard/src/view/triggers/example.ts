export const EXAMPLE_TRIGGER = `name: nightly-digits
when:
  kind: cron
  expression: "0 2 * * *"
  timeZone: Europe/Berlin
cooldown: 1h
spec:
  name: nightly-digits
  kind: train
  dataset: digits
  model:
    architecture: lenet5
  optimizer:
    kind: sgd
    learningRate: 0.05
    momentum: 0.9
`;
