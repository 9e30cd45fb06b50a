// What is recorded of a camera at the site where it stands.
export default {
  'atSite.title': 'Recording at the site',
  'atSite.recorded': 'recorded',
  'atSite.notRecorded': 'not recorded',
  'atSite.usual': 'what is usual at the site',
  'atSite.change': 'Change at the site',
  'atSite.days.hint': 'Empty: what is usual at the site. The site applies its own rules and logs who changed it.',
  'atSite.go': 'Have the site change it',
  'atSite.changed': 'The site has changed what is recorded of {name}',
  'atSite.why.no-link': 'The link to the site is down: it cannot be changed from here now.',
  'atSite.why.too-old': "The site's program is too old to show and change what is recorded from here.",
  'atSite.why.not-granted': 'The site does not let what is recorded be changed from here. It gives that on its Links screen.',
  'audit.kind.site-settings-asked': 'Asked a site to change settings',
  'audit.kind.site-settings-answered': 'A site answered about settings',
  'audit.detail.result': 'Result',
  'audit.detail.before': 'Before',
  'audit.detail.after': 'After',
};
