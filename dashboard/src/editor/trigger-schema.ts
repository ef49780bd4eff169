import type { Schema } from './schema.ts';

const duration = (description: string): Schema => ({ type: 'string', description, default: '0s' });

const kind = (name: string, description: string, properties: Record<string, Schema>): Schema => ({
  type: 'object',
  description,
  properties: { kind: { description: 'what it waits for', const: name }, ...properties },
});

/** What a trigger's definition may say, for completion; the server is who checks it. */
export function triggerSchema(experiment: Schema): Schema {
  const { $defs, ...spec } = experiment;
  return {
    type: 'object',
    required: ['name', 'when', 'spec'],
    properties: {
      name: { type: 'string', description: 'lower-case letters, digits and hyphens' },
      when: {
        description: 'what it waits for',
        oneOf: [
          kind('cron', 'fires at times', {
            expression: {
              type: 'string',
              description: 'minute, hour, day, month, weekday: "0 2 * * *"',
            },
            timeZone: { type: 'string', description: 'such as Europe/Berlin' },
          }),
          kind('class_folder', 'fires when images of a folder change', {
            path: { type: 'string', description: 'the folder with one folder of images a class' },
            every: { type: 'string', description: 'how often to look, such as 30s' },
          }),
          kind('webhook', 'fires when a signed request comes', {
            secret: {
              type: 'string',
              description: 'whsec_...; made and shown once where left out',
            },
          }),
        ],
      },
      debounce: duration('quiet time before a firing, such as 30s'),
      cooldown: duration('least time between two firings, such as 1h'),
      spec: { ...spec, description: 'the experiment to submit' },
    },
    ...($defs === undefined ? {} : { $defs }),
  };
}
